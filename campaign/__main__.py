"""`python -m campaign` is the same as `campaign`."""

import sys

from campaign.cli import main

if __name__ == "__main__":
    sys.exit(main())

// What has just been done is told once: the address that is kept as a bookmark, or loaded again, is the bare one.

history.replaceState(history.state, "", location.pathname + location.hash);

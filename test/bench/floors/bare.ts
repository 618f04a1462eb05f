/** Bare Node: it starts, shows a prompt and waits. */
process.stdout.write('› ');
process.stdin.resume();

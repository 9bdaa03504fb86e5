import Glibc

// The engine's process: `atelier` starts it when it is not there, or systemd does.
exit(await EngineDaemon().run())

// The terminal screen through ncurses: the only importer of CCurses.
import Terminal

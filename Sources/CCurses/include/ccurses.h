#ifndef CCURSES_H
#define CCURSES_H

/// The size of the cell array of one `cchar_t`: a base and its marks.
int cc_longest_cluster(void);

#endif

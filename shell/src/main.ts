// The shares are only known after the federation runtime has started, hence this step in between.
void import('./bootstrap')

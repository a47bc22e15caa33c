-- The counters of the first throttle: since 20261122_0100 nothing reads or writes them.
drop table sign_in_failures;

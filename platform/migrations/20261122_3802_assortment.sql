-- What allocations were before a change is kept as long as it can be undone; from then on the change alone tells of it.
grant delete on allocation_change_rows to storeweave_app;

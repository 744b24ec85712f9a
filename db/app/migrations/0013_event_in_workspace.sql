-- The journal and the live events that somebody missed are read of one workspace, in the order of the log: not by way of everybody else's events.
CREATE INDEX event_in_workspace ON event (workspace_id, xid, seq);

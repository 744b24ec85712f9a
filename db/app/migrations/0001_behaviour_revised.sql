-- What was done with a record, for models: an activity that was archived or moved since is taken back by an event of its own, read with the others.
DROP INDEX event_of_behaviour;--> statement-breakpoint
CREATE INDEX event_of_behaviour ON event (workspace_id, subject_id, occurred_at) WHERE kind IN ('activity.logged', 'activity.revised', 'web.visited');

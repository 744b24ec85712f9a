-- What a role saw it could take away as a file. That is an action of its own now: what was saved before goes on as it was.
CREATE POLICY export_action ON "role" TO current_user USING (true);--> statement-breakpoint
CREATE POLICY export_action ON "role_version" TO current_user USING (true);--> statement-breakpoint
UPDATE "role" SET grants = (
  SELECT jsonb_object_agg(key, CASE WHEN value ? 'read' AND key IN ('lead', 'customer', 'contact', 'deal', 'product', 'activity')
    THEN value || jsonb_build_object('export', value -> 'read') ELSE value END) FROM jsonb_each(grants)) WHERE grants <> '{}';--> statement-breakpoint
UPDATE "role_version" SET grants = (
  SELECT jsonb_object_agg(key, CASE WHEN value ? 'read' AND key IN ('lead', 'customer', 'contact', 'deal', 'product', 'activity')
    THEN value || jsonb_build_object('export', value -> 'read') ELSE value END) FROM jsonb_each(grants)) WHERE grants <> '{}';--> statement-breakpoint
DROP POLICY export_action ON "role";--> statement-breakpoint
DROP POLICY export_action ON "role_version";

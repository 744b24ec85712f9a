ALTER TABLE "model_version" ADD COLUMN "gate" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "score" ADD COLUMN "low" double precision;--> statement-breakpoint
ALTER TABLE "score" ADD COLUMN "high" double precision;--> statement-breakpoint
ALTER TABLE "score" ADD COLUMN "others_count" smallint NOT NULL;--> statement-breakpoint
ALTER TABLE "score" ADD COLUMN "others_points" smallint NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "model_version_champion" ON "model_version" USING btree ("workspace_id","model") WHERE alias = 'champion';--> statement-breakpoint
CREATE UNIQUE INDEX "training_running" ON "training" USING btree ("workspace_id","model") WHERE finished_at is null;--> statement-breakpoint
ALTER TABLE "score" DROP COLUMN "event_seq";--> statement-breakpoint
CREATE INDEX event_of_behaviour ON event (workspace_id, subject_id, occurred_at) WHERE kind IN ('activity.logged', 'web.visited');

ALTER TABLE "team" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
CREATE INDEX "team_of_parent" ON "team" USING btree ("workspace_id","parent_id");
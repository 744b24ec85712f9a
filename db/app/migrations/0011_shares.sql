CREATE TABLE "record_share" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"record_id" uuid NOT NULL,
	"member_id" uuid,
	"team_id" uuid,
	"level" text NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"made_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "record_watcher" (
	"workspace_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "record_watcher_workspace_id_record_id_member_id_pk" PRIMARY KEY("workspace_id","record_id","member_id")
);
--> statement-breakpoint
CREATE INDEX "record_share_of_record" ON "record_share" USING btree ("workspace_id","record_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "record_share_of_member" ON "record_share" USING btree ("workspace_id","member_id","entity","record_id") WHERE ended_at is null and member_id is not null;--> statement-breakpoint
CREATE INDEX "record_share_of_team" ON "record_share" USING btree ("workspace_id","team_id","entity","record_id") WHERE ended_at is null and team_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "record_share_once" ON "record_share" USING btree ("workspace_id","record_id",coalesce(member_id, team_id)) WHERE ended_at is null;
CREATE TABLE "activity_due" (
	"workspace_id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"what" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "activity_due_activity_id_what_pk" PRIMARY KEY("activity_id","what")
);
--> statement-breakpoint
CREATE TABLE "activity_invitee" (
	"workspace_id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"member_id" uuid,
	"contact_id" uuid,
	"email" text,
	"name" text,
	CONSTRAINT "activity_invitee_activity_id_position_pk" PRIMARY KEY("activity_id","position")
);
--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "starts_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "location" text;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "recording_url" text;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "transcript" text;--> statement-breakpoint
CREATE INDEX "activity_due_by_time" ON "activity_due" USING btree ("at");--> statement-breakpoint
CREATE INDEX "activity_due_of_workspace" ON "activity_due" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "activity_invitee_of_member" ON "activity_invitee" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE INDEX "activity_by_starts_at" ON "activity" USING btree ("workspace_id","starts_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"activity_id" uuid NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "task_repeat" (
	"workspace_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"next_id" uuid NOT NULL,
	CONSTRAINT "task_repeat_task_id_pk" PRIMARY KEY("task_id")
);
--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "remind_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "repeats" text;--> statement-breakpoint
CREATE INDEX "notice_of_member" ON "notice" USING btree ("workspace_id","member_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "notice_unseen" ON "notice" USING btree ("workspace_id","member_id") WHERE seen_at is null;--> statement-breakpoint
CREATE INDEX "task_repeat_of_workspace" ON "task_repeat" USING btree ("workspace_id");
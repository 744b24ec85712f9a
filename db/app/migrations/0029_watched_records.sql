ALTER TABLE "notice" ALTER COLUMN "activity_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "entity" text;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "record_id" uuid;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "told" jsonb;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "times" integer;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "event_ids" uuid[];--> statement-breakpoint
CREATE INDEX "notice_of_record" ON "notice" USING btree ("workspace_id","record_id","member_id") WHERE record_id is not null;
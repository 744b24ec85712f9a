CREATE TABLE "meeting_series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"time_zone" text NOT NULL,
	"first_day" date NOT NULL,
	"clock" text NOT NULL,
	"made_through" date NOT NULL,
	"extend_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "series_id" text;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "series_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "moved_by" uuid;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "moved_from" uuid;--> statement-breakpoint
ALTER TABLE "deal_line" ADD COLUMN "cost" numeric;--> statement-breakpoint
ALTER TABLE "price_book_entry" ADD COLUMN "cost" numeric;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "cost_minor" bigint;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "cost_currency" text;--> statement-breakpoint
ALTER TABLE "quote_version" ADD COLUMN "costs" jsonb;--> statement-breakpoint
CREATE INDEX "meeting_series_to_extend" ON "meeting_series" USING btree ("extend_at");--> statement-breakpoint
CREATE INDEX "meeting_series_of_workspace" ON "meeting_series" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "activity_by_series" ON "activity" USING btree ("workspace_id","series_id","series_at") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "attachment_moved_by" ON "attachment" USING btree ("workspace_id","moved_by") WHERE moved_by is not null;
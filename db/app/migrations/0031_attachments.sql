CREATE TABLE "attachment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"record_id" uuid NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"media_type" text DEFAULT 'application/octet-stream' NOT NULL,
	"sha256" text DEFAULT '' NOT NULL,
	"blob_key" text,
	"state" text NOT NULL,
	"finding" text,
	"trouble" text,
	"thumbnail" text DEFAULT 'none' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "attachment_of_record" ON "attachment" USING btree ("workspace_id","record_id","created_at");--> statement-breakpoint
CREATE INDEX "attachment_at_work" ON "attachment" USING btree ("id") WHERE state = 'quarantined' or thumbnail = 'due';--> statement-breakpoint
CREATE INDEX "attachment_to_sweep" ON "attachment" USING btree ("created_at") WHERE state = 'uploading' or removed_at is not null or state = 'refused';
CREATE TABLE "absence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"first_day" date,
	"last_day" date,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"note" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "calendar_choice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"member_id" uuid,
	"calendar_id" uuid,
	"held_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_hours" (
	"workspace_id" uuid NOT NULL,
	"calendar_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"held_from" timestamp (3) with time zone NOT NULL,
	"hours" jsonb NOT NULL,
	CONSTRAINT "calendar_hours_calendar_id_version_pk" PRIMARY KEY("calendar_id","version")
);
--> statement-breakpoint
CREATE TABLE "calendar" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"country" text,
	"region" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "first_day" integer;--> statement-breakpoint
CREATE INDEX "absence_of_member" ON "absence" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE INDEX "calendar_choice_of_member" ON "calendar_choice" USING btree ("workspace_id","member_id","held_from");--> statement-breakpoint
CREATE INDEX "calendar_of_workspace" ON "calendar" USING btree ("workspace_id") WHERE deleted_at is null;
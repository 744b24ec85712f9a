CREATE TABLE "delivery_outbox" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"is_awake" boolean NOT NULL,
	"woken_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"account_id" uuid,
	"state" text NOT NULL,
	"recipients" jsonb NOT NULL,
	"subject" text NOT NULL,
	"message_id" text NOT NULL,
	"content" jsonb,
	"about_type" text,
	"about_id" uuid,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" uuid,
	"evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"member_id" uuid,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"secrets" text,
	"trouble" jsonb,
	"tried_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "suppression" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"delivery_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" uuid
);
--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_by_key" ON "delivery" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_by_message" ON "delivery" USING btree ("workspace_id","message_id");--> statement-breakpoint
CREATE INDEX "delivery_to_send" ON "delivery" USING btree ("workspace_id","due_at") WHERE state in ('queued', 'reserved', 'handing_over');--> statement-breakpoint
CREATE INDEX "delivery_newest" ON "delivery" USING btree ("workspace_id","created_at","id");--> statement-breakpoint
CREATE INDEX "delivery_in_state" ON "delivery" USING btree ("workspace_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "delivery_about" ON "delivery" USING btree ("workspace_id","about_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_account_of_workspace" ON "mail_account" USING btree ("workspace_id") WHERE member_id is null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "mail_account_of_member" ON "mail_account" USING btree ("workspace_id","member_id") WHERE member_id is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "suppression_of_address" ON "suppression" USING btree ("workspace_id","channel","address","reason") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "suppression_newest" ON "suppression" USING btree ("workspace_id","created_at");
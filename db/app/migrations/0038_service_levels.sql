CREATE TABLE "clock_recount" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"state" text NOT NULL,
	"why" text NOT NULL,
	"last_id" uuid,
	"looked_at" integer DEFAULT 0 NOT NULL,
	"moved" integer DEFAULT 0 NOT NULL,
	"earlier" integer DEFAULT 0 NOT NULL,
	"late" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "service_policies" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"policies" jsonb NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "ticket_clock" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"reply_by" timestamp (3) with time zone,
	"reply_warn_at" timestamp (3) with time zone,
	"reply_warned" boolean DEFAULT false NOT NULL,
	"reply_late" boolean DEFAULT false NOT NULL,
	"solve_by" timestamp (3) with time zone,
	"solve_warn_at" timestamp (3) with time zone,
	"solve_warned" boolean DEFAULT false NOT NULL,
	"solve_late" boolean DEFAULT false NOT NULL,
	"next_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "clock_recount_queued" ON "clock_recount" USING btree ("workspace_id") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "clock_recount_due" ON "clock_recount" USING btree ("asked_at") WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX "clock_recount_of_workspace" ON "clock_recount" USING btree ("workspace_id","asked_at");--> statement-breakpoint
CREATE INDEX "ticket_clock_of_workspace" ON "ticket_clock" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "ticket_clock_next" ON "ticket_clock" USING btree ("next_at") WHERE next_at is not null;
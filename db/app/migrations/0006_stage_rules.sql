CREATE TABLE "deal_approval" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"from_stage_id" uuid,
	"stage_id" uuid NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"deal_version" integer NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"remind_at" timestamp (3) with time zone NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "stage_rules" (
	"pipeline_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"rules" jsonb NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "close_note" text;--> statement-breakpoint
CREATE UNIQUE INDEX "deal_approval_pending" ON "deal_approval" USING btree ("deal_id","stage_id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "deal_approval_of_workspace" ON "deal_approval" USING btree ("workspace_id","state","asked_at");
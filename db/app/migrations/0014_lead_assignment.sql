CREATE TABLE "assignment_rules" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"rules" jsonb NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "assignment_turn" (
	"workspace_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"turns" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "assignment_turn_workspace_id_rule_id_pk" PRIMARY KEY("workspace_id","rule_id")
);
--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "assigned_by" text;--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "queue" text;
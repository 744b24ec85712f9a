CREATE TABLE "lead_response" (
	"lead_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"rule_id" uuid,
	"rule_name" text,
	"minutes" integer,
	"respond_by" timestamp (3) with time zone,
	"responded_at" timestamp (3) with time zone,
	"late_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "response_rules" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"rules" jsonb NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "respond_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "responded_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "lead_response_of_workspace" ON "lead_response" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "lead_response_due" ON "lead_response" USING btree ("respond_by") WHERE responded_at is null and late_at is null;--> statement-breakpoint
CREATE INDEX "lead_by_respond_by" ON "lead" USING btree ("workspace_id","respond_by" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;
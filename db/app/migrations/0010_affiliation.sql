CREATE TABLE "affiliation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"role" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"since" date,
	"until" date,
	"note" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE INDEX "affiliation_by_created_at" ON "affiliation" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "affiliation_by_updated_at" ON "affiliation" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "affiliation_in_bin" ON "affiliation" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "affiliation_search" ON "affiliation" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "affiliation_by_role" ON "affiliation" USING btree ("workspace_id","role","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "affiliation_by_since" ON "affiliation" USING btree ("workspace_id","since" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "affiliation_by_until" ON "affiliation" USING btree ("workspace_id","until" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "affiliation_by_contact_id" ON "affiliation" USING btree ("workspace_id","contact_id","created_at") WHERE "affiliation"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "affiliation_by_customer_id" ON "affiliation" USING btree ("workspace_id","customer_id","created_at") WHERE "affiliation"."customer_id" is not null;
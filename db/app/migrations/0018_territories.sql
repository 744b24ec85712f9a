CREATE TABLE "territory_placing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"last_id" uuid,
	"done" bigint DEFAULT 0 NOT NULL,
	"total" bigint DEFAULT 0 NOT NULL,
	"moved" bigint DEFAULT 0 NOT NULL,
	"failure" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "territory_member" (
	"territory_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	CONSTRAINT "territory_member_territory_id_member_id_pk" PRIMARY KEY("territory_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "territory_rule" (
	"territory_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"customer" jsonb,
	"lead" jsonb
);
--> statement-breakpoint
CREATE TABLE "territory" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"parent_id" uuid,
	"set_at" timestamp (3) with time zone,
	"name_key" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "territory_id" uuid;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "fixed_territory_id" uuid;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "territory_id" uuid;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "fixed_territory_id" uuid;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "territory_id" uuid;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "fixed_territory_id" uuid;--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "territory_id" uuid;--> statement-breakpoint
ALTER TABLE "lead" ADD COLUMN "fixed_territory_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "territory_placing_under_way" ON "territory_placing" USING btree ("workspace_id") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "territory_placing_of_workspace" ON "territory_placing" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "territory_of_member" ON "territory_member" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE INDEX "territory_by_created_at" ON "territory" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "territory_by_updated_at" ON "territory" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "territory_in_bin" ON "territory" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "territory_search" ON "territory" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "territory_by_name" ON "territory" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "territory_by_parent_id" ON "territory" USING btree ("workspace_id","parent_id","created_at") WHERE "territory"."parent_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "territory_key_name_key" ON "territory" USING btree ("workspace_id","name_key") WHERE "territory"."name_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "contact_by_territory_id" ON "contact" USING btree ("workspace_id","territory_id","created_at") WHERE "contact"."territory_id" is not null;--> statement-breakpoint
CREATE INDEX "contact_by_fixed_territory_id" ON "contact" USING btree ("workspace_id","fixed_territory_id","created_at") WHERE "contact"."fixed_territory_id" is not null;--> statement-breakpoint
CREATE INDEX "customer_by_territory_id" ON "customer" USING btree ("workspace_id","territory_id","created_at") WHERE "customer"."territory_id" is not null;--> statement-breakpoint
CREATE INDEX "customer_by_fixed_territory_id" ON "customer" USING btree ("workspace_id","fixed_territory_id","created_at") WHERE "customer"."fixed_territory_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_territory_id" ON "deal" USING btree ("workspace_id","territory_id","created_at") WHERE "deal"."territory_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_fixed_territory_id" ON "deal" USING btree ("workspace_id","fixed_territory_id","created_at") WHERE "deal"."fixed_territory_id" is not null;--> statement-breakpoint
CREATE INDEX "lead_by_territory_id" ON "lead" USING btree ("workspace_id","territory_id","created_at") WHERE "lead"."territory_id" is not null;--> statement-breakpoint
CREATE INDEX "lead_by_fixed_territory_id" ON "lead" USING btree ("workspace_id","fixed_territory_id","created_at") WHERE "lead"."fixed_territory_id" is not null;
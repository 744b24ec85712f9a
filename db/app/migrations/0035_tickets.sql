CREATE TABLE "queue" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"note" text,
	"most_open" bigint,
	"name_key" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "ticket_moment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"what" text NOT NULL,
	"value" jsonb
);
--> statement-breakpoint
CREATE TABLE "ticket_series" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"next" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_setting" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"number" bigint,
	"description" text,
	"queue_id" uuid,
	"type" text,
	"priority" text NOT NULL,
	"status" text NOT NULL,
	"owner_id" uuid,
	"customer_id" uuid,
	"contact_id" uuid,
	"deal_id" uuid,
	"product_id" uuid,
	"parent_ticket_id" uuid,
	"channel" text NOT NULL,
	"language" text,
	"territory_id" uuid,
	"fixed_territory_id" uuid,
	"external_id" text,
	"policy" text,
	"reply_by" timestamp (3) with time zone,
	"solve_by" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"left_minutes" bigint,
	"first_replied_at" timestamp (3) with time zone,
	"solved_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"reopenings" bigint NOT NULL,
	"last_activity_at" timestamp (3) with time zone,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "ticket_id" uuid;--> statement-breakpoint
CREATE INDEX "queue_by_created_at" ON "queue" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "queue_by_updated_at" ON "queue" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "queue_in_bin" ON "queue" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "queue_search" ON "queue" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "queue_by_name" ON "queue" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "queue_key_name_key" ON "queue" USING btree ("workspace_id","name_key") WHERE "queue"."name_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_moment_of_ticket" ON "ticket_moment" USING btree ("workspace_id","ticket_id","at","id");--> statement-breakpoint
CREATE INDEX "ticket_by_created_at" ON "ticket" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_by_updated_at" ON "ticket" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_in_bin" ON "ticket" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "ticket_search" ON "ticket" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "ticket_by_name" ON "ticket" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_by_number" ON "ticket" USING btree ("workspace_id","number" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_by_priority" ON "ticket" USING btree ("workspace_id","priority","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_by_status" ON "ticket" USING btree ("workspace_id","status","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_by_due_at" ON "ticket" USING btree ("workspace_id","due_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_by_solved_at" ON "ticket" USING btree ("workspace_id","solved_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_by_last_activity_at" ON "ticket" USING btree ("workspace_id","last_activity_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "ticket_by_queue_id" ON "ticket" USING btree ("workspace_id","queue_id","created_at") WHERE "ticket"."queue_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_by_owner_id" ON "ticket" USING btree ("workspace_id","owner_id","created_at") WHERE "ticket"."owner_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_by_customer_id" ON "ticket" USING btree ("workspace_id","customer_id","created_at") WHERE "ticket"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_by_contact_id" ON "ticket" USING btree ("workspace_id","contact_id","created_at") WHERE "ticket"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_by_deal_id" ON "ticket" USING btree ("workspace_id","deal_id","created_at") WHERE "ticket"."deal_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_by_product_id" ON "ticket" USING btree ("workspace_id","product_id","created_at") WHERE "ticket"."product_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_by_parent_ticket_id" ON "ticket" USING btree ("workspace_id","parent_ticket_id","created_at") WHERE "ticket"."parent_ticket_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_by_territory_id" ON "ticket" USING btree ("workspace_id","territory_id","created_at") WHERE "ticket"."territory_id" is not null;--> statement-breakpoint
CREATE INDEX "ticket_by_fixed_territory_id" ON "ticket" USING btree ("workspace_id","fixed_territory_id","created_at") WHERE "ticket"."fixed_territory_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_key_external_id" ON "ticket" USING btree ("workspace_id","external_id") WHERE "ticket"."external_id" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "activity_by_ticket_id" ON "activity" USING btree ("workspace_id","ticket_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."ticket_id" is not null;
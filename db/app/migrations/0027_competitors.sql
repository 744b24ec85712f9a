CREATE TABLE "competitor" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"website" text,
	"note" text,
	"name_key" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "competitor_id" uuid;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "second_competitor_id" uuid;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "third_competitor_id" uuid;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "lost_to_id" uuid;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "tax_class" text;--> statement-breakpoint
CREATE INDEX "competitor_by_created_at" ON "competitor" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "competitor_by_updated_at" ON "competitor" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "competitor_in_bin" ON "competitor" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "competitor_search" ON "competitor" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "competitor_by_name" ON "competitor" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "competitor_key_name_key" ON "competitor" USING btree ("workspace_id","name_key") WHERE "competitor"."name_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_competitor_id" ON "deal" USING btree ("workspace_id","competitor_id","created_at") WHERE "deal"."competitor_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_second_competitor_id" ON "deal" USING btree ("workspace_id","second_competitor_id","created_at") WHERE "deal"."second_competitor_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_third_competitor_id" ON "deal" USING btree ("workspace_id","third_competitor_id","created_at") WHERE "deal"."third_competitor_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_lost_to_id" ON "deal" USING btree ("workspace_id","lost_to_id","created_at") WHERE "deal"."lost_to_id" is not null;
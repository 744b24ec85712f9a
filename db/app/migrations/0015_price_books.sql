CREATE TABLE "price_book_entry" (
	"workspace_id" uuid NOT NULL,
	"price_book_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"tiers" jsonb NOT NULL,
	CONSTRAINT "price_book_entry_price_book_id_product_id_pk" PRIMARY KEY("price_book_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "price_book" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"valid_from" date,
	"valid_until" date,
	"limits" jsonb NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "deal_line" ADD COLUMN "book_price" numeric;--> statement-breakpoint
ALTER TABLE "deal_line" ADD COLUMN "approval" text;--> statement-breakpoint
ALTER TABLE "deal_line" ADD COLUMN "asked_by" uuid;--> statement-breakpoint
ALTER TABLE "deal_line" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "deal_pricing" ADD COLUMN "price_book_id" uuid;--> statement-breakpoint
CREATE INDEX "price_book_of_workspace" ON "price_book" USING btree ("workspace_id","currency");
CREATE TABLE "deal_line" (
	"workspace_id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"product_id" uuid,
	"text" text,
	"quantity" numeric NOT NULL,
	"unit_price" numeric NOT NULL,
	"discount" numeric NOT NULL,
	"tax_class" text,
	"tax_percent" numeric NOT NULL,
	"period" text NOT NULL,
	"terms" integer NOT NULL,
	"net_minor" bigint NOT NULL,
	CONSTRAINT "deal_line_deal_id_position_pk" PRIMARY KEY("deal_id","position")
);
--> statement-breakpoint
CREATE TABLE "deal_pricing" (
	"workspace_id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"tax_country" text,
	"tax_included" boolean NOT NULL,
	"net_minor" bigint NOT NULL,
	"mrr_minor" bigint NOT NULL,
	"arr_minor" bigint NOT NULL,
	CONSTRAINT "deal_pricing_deal_id_pk" PRIMARY KEY("deal_id")
);
--> statement-breakpoint
CREATE TABLE "tax_rate" (
	"workspace_id" uuid NOT NULL,
	"country" text NOT NULL,
	"tax_class" text NOT NULL,
	"percent" numeric NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tax_rate_workspace_id_country_tax_class_pk" PRIMARY KEY("workspace_id","country","tax_class")
);
--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "tcv_minor" bigint;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "tcv_currency" text;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "arr_minor" bigint;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "arr_currency" text;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "mrr_minor" bigint;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "mrr_currency" text;--> statement-breakpoint
CREATE INDEX "deal_line_of_product" ON "deal_line" USING btree ("workspace_id","product_id");--> statement-breakpoint
CREATE INDEX "deal_pricing_of_workspace" ON "deal_pricing" USING btree ("workspace_id");
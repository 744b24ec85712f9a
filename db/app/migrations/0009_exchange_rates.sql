CREATE TABLE "closing_rate" (
	"workspace_id" uuid NOT NULL,
	"day" date NOT NULL,
	"currency" text NOT NULL,
	"rate" numeric NOT NULL,
	"rate_day" date NOT NULL,
	CONSTRAINT "closing_rate_workspace_id_day_currency_pk" PRIMARY KEY("workspace_id","day","currency")
);
--> statement-breakpoint
CREATE TABLE "exchange_rate" (
	"workspace_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"day" date NOT NULL,
	"rate" numeric NOT NULL,
	"source" text NOT NULL,
	"set_by" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "exchange_rate_workspace_id_currency_day_pk" PRIMARY KEY("workspace_id","currency","day")
);
--> statement-breakpoint
CREATE TABLE "rate_setting" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"base" text NOT NULL,
	"address" text,
	"tried_at" timestamp (3) with time zone,
	"fetched_at" timestamp (3) with time zone,
	"failure" text,
	"fetch_id" uuid
);
--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "reporting_currency" text;--> statement-breakpoint
CREATE INDEX "exchange_rate_by_day" ON "exchange_rate" USING btree ("workspace_id","day");
CREATE TABLE "model_feature" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"model" text NOT NULL,
	"feature" text NOT NULL,
	"label" text NOT NULL,
	"choice" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "score" ALTER COLUMN "score" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "score" ALTER COLUMN "probability" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "score" ALTER COLUMN "base" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "score" ADD COLUMN "missing" jsonb;--> statement-breakpoint
ALTER TABLE "score" ADD COLUMN "as_of" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "model_feature_by_key" ON "model_feature" USING btree ("workspace_id","model","feature");
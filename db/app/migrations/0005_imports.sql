ALTER TABLE "import" ADD COLUMN "columns" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "check_id" uuid;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "started_by" uuid;
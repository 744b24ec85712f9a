ALTER TABLE "quote_version" ADD COLUMN "signed_pdf_file_id" uuid;--> statement-breakpoint
ALTER TABLE "quote_version" ADD COLUMN "pdf_work_id" uuid;--> statement-breakpoint
ALTER TABLE "quote_version" ADD COLUMN "pdf_failure" text;
CREATE TABLE "quote_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"quote_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"views" integer DEFAULT 0 NOT NULL,
	"first_viewed_at" timestamp (3) with time zone,
	"last_viewed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "quote_number" (
	"workspace_id" uuid NOT NULL,
	"series" text NOT NULL,
	"n" integer NOT NULL,
	"number" text NOT NULL,
	"quote_id" uuid NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quote_number_workspace_id_series_n_pk" PRIMARY KEY("workspace_id","series","n")
);
--> statement-breakpoint
CREATE TABLE "quote_series" (
	"workspace_id" uuid NOT NULL,
	"series" text NOT NULL,
	"first" integer NOT NULL,
	"next" integer NOT NULL,
	CONSTRAINT "quote_series_workspace_id_series_pk" PRIMARY KEY("workspace_id","series")
);
--> statement-breakpoint
CREATE TABLE "quote_setting" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "quote" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"number" text COLLATE "und-x-icu",
	"deal_id" uuid NOT NULL,
	"customer_id" uuid,
	"contact_id" uuid,
	"owner_id" uuid,
	"status" text NOT NULL,
	"newest_version" bigint NOT NULL,
	"drafting" boolean NOT NULL,
	"sent_version" bigint,
	"language" text NOT NULL,
	"net_minor" bigint,
	"net_currency" text,
	"total_minor" bigint,
	"total_currency" text,
	"valid_until" date,
	"payment_terms" text,
	"terms" text,
	"sent_at" timestamp (3) with time zone,
	"viewed_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "quote_version" (
	"workspace_id" uuid NOT NULL,
	"quote_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"document" jsonb,
	"sha256" text,
	"language" text,
	"issued_on" date,
	"valid_until" date,
	"sent_at" timestamp (3) with time zone,
	"sent_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"pdf_file_id" uuid,
	"accepted_name" text,
	"signature" text,
	"signature_kind" text,
	"accepted_at" timestamp (3) with time zone,
	"declined_at" timestamp (3) with time zone,
	"declined_reason" text,
	"change_asked" text,
	"change_asked_at" timestamp (3) with time zone,
	"answered_by_link" uuid,
	CONSTRAINT "quote_version_quote_id_version_pk" PRIMARY KEY("quote_id","version")
);
--> statement-breakpoint
CREATE INDEX "quote_link_of_quote" ON "quote_link" USING btree ("workspace_id","quote_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "quote_number_text" ON "quote_number" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "quote_number_of_quote" ON "quote_number" USING btree ("quote_id");--> statement-breakpoint
CREATE INDEX "quote_by_created_at" ON "quote" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "quote_by_updated_at" ON "quote" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "quote_in_bin" ON "quote" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "quote_search" ON "quote" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "quote_by_name" ON "quote" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "quote_by_number" ON "quote" USING btree ("workspace_id","number" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "quote_by_net_minor" ON "quote" USING btree ("workspace_id","net_currency" DESC NULLS LAST,"net_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "quote_by_total_minor" ON "quote" USING btree ("workspace_id","total_currency" DESC NULLS LAST,"total_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "quote_by_valid_until" ON "quote" USING btree ("workspace_id","valid_until" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "quote_by_sent_at" ON "quote" USING btree ("workspace_id","sent_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "quote_by_answered_at" ON "quote" USING btree ("workspace_id","answered_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "quote_by_deal_id" ON "quote" USING btree ("workspace_id","deal_id","created_at") WHERE "quote"."deal_id" is not null;--> statement-breakpoint
CREATE INDEX "quote_by_customer_id" ON "quote" USING btree ("workspace_id","customer_id","created_at") WHERE "quote"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "quote_by_contact_id" ON "quote" USING btree ("workspace_id","contact_id","created_at") WHERE "quote"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "quote_by_owner_id" ON "quote" USING btree ("workspace_id","owner_id","created_at") WHERE "quote"."owner_id" is not null;--> statement-breakpoint
CREATE INDEX "quote_version_of_workspace" ON "quote_version" USING btree ("workspace_id","quote_id");--> statement-breakpoint
CREATE UNIQUE INDEX "quote_version_draft" ON "quote_version" USING btree ("quote_id") WHERE state = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX "quote_version_sent" ON "quote_version" USING btree ("quote_id") WHERE state in ('sent', 'accepted');--> statement-breakpoint
CREATE INDEX "quote_version_valid" ON "quote_version" USING btree ("valid_until") WHERE state = 'sent';
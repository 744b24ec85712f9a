CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"member_id" uuid,
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_key_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"team_id" uuid,
	"token_hash" text NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" text,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"team_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"country" text
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"currency" text DEFAULT 'EUR' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "workspace_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"resets_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"active_workspace_id" uuid,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"locale" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"kind" text NOT NULL,
	"body" text,
	"lead_id" uuid,
	"customer_id" uuid,
	"contact_id" uuid,
	"deal_id" uuid,
	"owner_id" uuid,
	"direction" text,
	"outcome" text,
	"duration_minutes" bigint,
	"occurred_at" timestamp (3) with time zone,
	"due_on" date,
	"done_at" timestamp (3) with time zone,
	"external_id" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"email" text,
	"phone" text,
	"job_title" text,
	"customer_id" uuid,
	"owner_id" uuid,
	"country" text,
	"language" text,
	"email_consent" boolean,
	"note" text,
	"external_id" text,
	"last_activity_at" timestamp (3) with time zone,
	"email_key" text,
	"phone_key" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"legal_name" text,
	"domain" text,
	"status" text NOT NULL,
	"industry" text,
	"country" text,
	"city" text,
	"email" text,
	"phone" text,
	"employees" bigint,
	"annual_revenue_minor" bigint,
	"annual_revenue_currency" text,
	"founded_year" bigint,
	"parent_id" uuid,
	"owner_id" uuid,
	"customer_since" date,
	"note" text,
	"external_id" text,
	"last_activity_at" timestamp (3) with time zone,
	"domain_key" text,
	"name_key" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "deal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"customer_id" uuid,
	"contact_id" uuid,
	"product_id" uuid,
	"pipeline_id" uuid,
	"stage_id" uuid,
	"amount_minor" bigint,
	"amount_currency" text,
	"expected_close_on" date,
	"opened_on" date,
	"owner_id" uuid,
	"source" text,
	"note" text,
	"external_id" text,
	"close_reason" text,
	"closed_on" date,
	"status" text NOT NULL,
	"position" double precision,
	"stage_entered_at" timestamp (3) with time zone,
	"last_activity_at" timestamp (3) with time zone,
	"score" bigint,
	"score_change" bigint,
	"scored_at" timestamp (3) with time zone,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "deal_stage_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	"moved_by" uuid
);
--> statement-breakpoint
CREATE TABLE "custom_field" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"options" jsonb,
	"afterwards" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "file_chunk" (
	"workspace_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"at" bigint NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "file_chunk_file_id_at_pk" PRIMARY KEY("file_id","at")
);
--> statement-breakpoint
CREATE TABLE "file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text,
	"complete" text DEFAULT 'no' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"workspace_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"locked_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_workspace_id_actor_key_pk" PRIMARY KEY("workspace_id","actor","key")
);
--> statement-breakpoint
CREATE TABLE "import_fault" (
	"workspace_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" bigint NOT NULL,
	"n" integer NOT NULL,
	"column" text,
	"value" text,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "import_fault_import_id_row_n_pk" PRIMARY KEY("import_id","row","n")
);
--> statement-breakpoint
CREATE TABLE "import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"entity" text NOT NULL,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"asked" text,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"format" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"mapping" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"columns" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"preview" jsonb,
	"check_id" uuid,
	"byte_offset" bigint DEFAULT 0 NOT NULL,
	"rows_total" bigint,
	"rows_read" bigint DEFAULT 0 NOT NULL,
	"rows_created" bigint DEFAULT 0 NOT NULL,
	"rows_updated" bigint DEFAULT 0 NOT NULL,
	"rows_skipped" bigint DEFAULT 0 NOT NULL,
	"rows_refused" bigint DEFAULT 0 NOT NULL,
	"undo" jsonb,
	"failure" text,
	"created_by" uuid,
	"started_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "lead" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"email" text,
	"phone" text,
	"company" text COLLATE "und-x-icu",
	"job_title" text,
	"website" text,
	"industry" text,
	"employees" bigint,
	"country" text,
	"city" text,
	"language" text,
	"source" text,
	"status" text NOT NULL,
	"status_reason" text,
	"value_minor" bigint,
	"value_currency" text,
	"owner_id" uuid,
	"email_consent" boolean,
	"note" text,
	"external_id" text,
	"received_on" date,
	"last_activity_at" timestamp (3) with time zone,
	"score" bigint,
	"score_change" bigint,
	"scored_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"converted_customer_id" uuid,
	"converted_contact_id" uuid,
	"converted_deal_id" uuid,
	"email_key" text,
	"phone_key" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "model_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"model" text NOT NULL,
	"version" integer NOT NULL,
	"alias" text NOT NULL,
	"state" text NOT NULL,
	"card" jsonb NOT NULL,
	"artifact" jsonb NOT NULL,
	"gate" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"training_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "training" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"model" text NOT NULL,
	"state" text NOT NULL,
	"asked" text,
	"progress" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"failure" jsonb,
	"version_id" uuid,
	"requested_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "part_beat" (
	"process_id" uuid PRIMARY KEY NOT NULL,
	"part" text NOT NULL,
	"name" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ill_since" timestamp (3) with time zone,
	"illness" text,
	"lacks" text
);
--> statement-breakpoint
CREATE TABLE "pipeline" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"position" double precision,
	"is_default" boolean NOT NULL,
	"name_key" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "stage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"position" double precision,
	"probability" bigint,
	"idle_after_days" bigint,
	"name_key" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "product" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text COLLATE "und-x-icu" NOT NULL,
	"code" text COLLATE "und-x-icu",
	"family" text,
	"price_minor" bigint,
	"price_currency" text,
	"active" boolean NOT NULL,
	"description" text,
	"external_id" text,
	"name_key" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "relay_cursor" (
	"consumer" text PRIMARY KEY NOT NULL,
	"xid" text DEFAULT '0' NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"failure" text,
	"failures" bigint DEFAULT 0 NOT NULL,
	"retry_at" timestamp (3) with time zone,
	"consumed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "score" (
	"workspace_id" uuid NOT NULL,
	"model" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"subject_type" text NOT NULL,
	"version_id" uuid NOT NULL,
	"score" smallint NOT NULL,
	"previous" smallint,
	"probability" double precision NOT NULL,
	"low" double precision,
	"high" double precision,
	"base" smallint NOT NULL,
	"reasons" jsonb NOT NULL,
	"others_count" smallint NOT NULL,
	"others_points" smallint NOT NULL,
	"scored_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "score_subject_id_model_pk" PRIMARY KEY("subject_id","model")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_of_workspace" ON "api_key" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "invitation_of_workspace" ON "invitation" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "member_by_user" ON "member" USING btree ("workspace_id","user_id") WHERE deleted_at is null and user_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "member_by_email" ON "member" USING btree ("workspace_id","email") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "member_of_user" ON "member" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "member_of_team" ON "member" USING btree ("workspace_id","team_id");--> statement-breakpoint
CREATE INDEX "account_of_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "rate_limit_by_end" ON "rate_limit" USING btree ("resets_at");--> statement-breakpoint
CREATE INDEX "session_of_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_by_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "activity_by_created_at" ON "activity" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "activity_by_updated_at" ON "activity" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "activity_in_bin" ON "activity" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "activity_search" ON "activity" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "activity_by_name" ON "activity" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "activity_by_occurred_at" ON "activity" USING btree ("workspace_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "activity_by_due_on" ON "activity" USING btree ("workspace_id","due_on" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "activity_by_done_at" ON "activity" USING btree ("workspace_id","done_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "activity_by_lead_id" ON "activity" USING btree ("workspace_id","lead_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."lead_id" is not null;--> statement-breakpoint
CREATE INDEX "activity_by_customer_id" ON "activity" USING btree ("workspace_id","customer_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "activity_by_contact_id" ON "activity" USING btree ("workspace_id","contact_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "activity_by_deal_id" ON "activity" USING btree ("workspace_id","deal_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."deal_id" is not null;--> statement-breakpoint
CREATE INDEX "activity_by_owner_id" ON "activity" USING btree ("workspace_id","owner_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE "activity"."owner_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "activity_key_external_id" ON "activity" USING btree ("workspace_id","external_id") WHERE "activity"."external_id" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "contact_by_created_at" ON "contact" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "contact_by_updated_at" ON "contact" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "contact_in_bin" ON "contact" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "contact_search" ON "contact" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "contact_by_name" ON "contact" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "contact_by_last_activity_at" ON "contact" USING btree ("workspace_id","last_activity_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "contact_by_customer_id" ON "contact" USING btree ("workspace_id","customer_id","created_at") WHERE "contact"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "contact_by_owner_id" ON "contact" USING btree ("workspace_id","owner_id","created_at") WHERE "contact"."owner_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_key_email_key" ON "contact" USING btree ("workspace_id","email_key") WHERE "contact"."email_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "contact_key_phone_key" ON "contact" USING btree ("workspace_id","phone_key") WHERE "contact"."phone_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_key_external_id" ON "contact" USING btree ("workspace_id","external_id") WHERE "contact"."external_id" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_created_at" ON "customer" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_updated_at" ON "customer" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_in_bin" ON "customer" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "customer_search" ON "customer" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "customer_by_name" ON "customer" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_status" ON "customer" USING btree ("workspace_id","status","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_employees" ON "customer" USING btree ("workspace_id","employees" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_annual_revenue_minor" ON "customer" USING btree ("workspace_id","annual_revenue_currency" DESC NULLS LAST,"annual_revenue_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_customer_since" ON "customer" USING btree ("workspace_id","customer_since" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_last_activity_at" ON "customer" USING btree ("workspace_id","last_activity_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_parent_id" ON "customer" USING btree ("workspace_id","parent_id","created_at") WHERE "customer"."parent_id" is not null;--> statement-breakpoint
CREATE INDEX "customer_by_owner_id" ON "customer" USING btree ("workspace_id","owner_id","created_at") WHERE "customer"."owner_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_key_domain_key" ON "customer" USING btree ("workspace_id","domain_key") WHERE "customer"."domain_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "customer_key_name_key" ON "customer" USING btree ("workspace_id","name_key") WHERE "customer"."name_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_key_external_id" ON "customer" USING btree ("workspace_id","external_id") WHERE "customer"."external_id" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_created_at" ON "deal" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_updated_at" ON "deal" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_in_bin" ON "deal" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "deal_search" ON "deal" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "deal_by_name" ON "deal" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_amount_minor" ON "deal" USING btree ("workspace_id","amount_currency" DESC NULLS LAST,"amount_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_expected_close_on" ON "deal" USING btree ("workspace_id","expected_close_on" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_opened_on" ON "deal" USING btree ("workspace_id","opened_on" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_closed_on" ON "deal" USING btree ("workspace_id","closed_on" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_position" ON "deal" USING btree ("workspace_id","position" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_last_activity_at" ON "deal" USING btree ("workspace_id","last_activity_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_score" ON "deal" USING btree ("workspace_id","score" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_by_customer_id" ON "deal" USING btree ("workspace_id","customer_id","created_at") WHERE "deal"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_contact_id" ON "deal" USING btree ("workspace_id","contact_id","created_at") WHERE "deal"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_product_id" ON "deal" USING btree ("workspace_id","product_id","created_at") WHERE "deal"."product_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_pipeline_id" ON "deal" USING btree ("workspace_id","pipeline_id","created_at") WHERE "deal"."pipeline_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_stage_id" ON "deal" USING btree ("workspace_id","stage_id","created_at") WHERE "deal"."stage_id" is not null;--> statement-breakpoint
CREATE INDEX "deal_by_owner_id" ON "deal" USING btree ("workspace_id","owner_id","created_at") WHERE "deal"."owner_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "deal_key_external_id" ON "deal" USING btree ("workspace_id","external_id") WHERE "deal"."external_id" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "deal_stage_history_of_deal" ON "deal_stage_history" USING btree ("workspace_id","deal_id","entered_at");--> statement-breakpoint
CREATE UNIQUE INDEX "custom_field_by_key" ON "custom_field" USING btree ("workspace_id","entity","key") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "file_by_created_at" ON "file" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "idempotency_by_age" ON "idempotency" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "import_by_created_at" ON "import" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "lead_by_created_at" ON "lead" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_by_updated_at" ON "lead" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_in_bin" ON "lead" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "lead_search" ON "lead" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "lead_by_name" ON "lead" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_by_company" ON "lead" USING btree ("workspace_id","company" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_by_status" ON "lead" USING btree ("workspace_id","status","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_by_value_minor" ON "lead" USING btree ("workspace_id","value_currency" DESC NULLS LAST,"value_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_by_last_activity_at" ON "lead" USING btree ("workspace_id","last_activity_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_by_score" ON "lead" USING btree ("workspace_id","score" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_by_owner_id" ON "lead" USING btree ("workspace_id","owner_id","created_at") WHERE "lead"."owner_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "lead_key_email_key" ON "lead" USING btree ("workspace_id","email_key") WHERE "lead"."email_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "lead_key_phone_key" ON "lead" USING btree ("workspace_id","phone_key") WHERE "lead"."phone_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "lead_key_external_id" ON "lead" USING btree ("workspace_id","external_id") WHERE "lead"."external_id" is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "model_version_by_number" ON "model_version" USING btree ("workspace_id","model","version");--> statement-breakpoint
CREATE UNIQUE INDEX "model_version_of_training" ON "model_version" USING btree ("training_id");--> statement-breakpoint
CREATE UNIQUE INDEX "model_version_champion" ON "model_version" USING btree ("workspace_id","model") WHERE alias = 'champion';--> statement-breakpoint
CREATE INDEX "training_by_created_at" ON "training" USING btree ("workspace_id","model","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "training_running" ON "training" USING btree ("workspace_id","model") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "part_beat_by_part" ON "part_beat" USING btree ("part","seen_at");--> statement-breakpoint
CREATE INDEX "pipeline_by_created_at" ON "pipeline" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "pipeline_by_updated_at" ON "pipeline" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "pipeline_in_bin" ON "pipeline" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "pipeline_search" ON "pipeline" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "pipeline_by_name" ON "pipeline" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "pipeline_by_position" ON "pipeline" USING btree ("workspace_id","position" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "pipeline_key_name_key" ON "pipeline" USING btree ("workspace_id","name_key") WHERE "pipeline"."name_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "stage_by_created_at" ON "stage" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "stage_by_updated_at" ON "stage" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "stage_in_bin" ON "stage" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "stage_search" ON "stage" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "stage_by_name" ON "stage" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "stage_by_position" ON "stage" USING btree ("workspace_id","position" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "stage_by_pipeline_id" ON "stage" USING btree ("workspace_id","pipeline_id","created_at") WHERE "stage"."pipeline_id" is not null;--> statement-breakpoint
CREATE INDEX "stage_key_name_key" ON "stage" USING btree ("workspace_id","name_key") WHERE "stage"."name_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "product_by_created_at" ON "product" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "product_by_updated_at" ON "product" USING btree ("workspace_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "product_in_bin" ON "product" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "product_search" ON "product" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "product_by_name" ON "product" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "product_by_code" ON "product" USING btree ("workspace_id","code" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "product_by_family" ON "product" USING btree ("workspace_id","family" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "product_by_price_minor" ON "product" USING btree ("workspace_id","price_currency" DESC NULLS LAST,"price_minor" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "product_key_code" ON "product" USING btree ("workspace_id","code") WHERE "product"."code" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "product_key_name_key" ON "product" USING btree ("workspace_id","name_key") WHERE "product"."name_key" is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "product_key_external_id" ON "product" USING btree ("workspace_id","external_id") WHERE "product"."external_id" is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "score_of_version" ON "score" USING btree ("workspace_id","version_id");--> statement-breakpoint
-- The event log is no table of drizzle's: it is partitioned by month, its readers go by transaction, and it is only ever appended to.
CREATE SEQUENCE event_seq CACHE 1;--> statement-breakpoint
CREATE TABLE event (
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  seq bigint NOT NULL DEFAULT nextval('event_seq'),
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  occurred_at timestamptz(3) NOT NULL,
  kind text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  actor_type text NOT NULL,
  actor_id text,
  actor_name text NOT NULL,
  on_behalf_of text,
  payload jsonb NOT NULL DEFAULT '{}',
  before jsonb,
  after jsonb,
  request_id text,
  traceparent text,
  cause_type text,
  cause_id uuid,
  silent boolean NOT NULL DEFAULT false,
  PRIMARY KEY (recorded_at, id)
) PARTITION BY RANGE (recorded_at);--> statement-breakpoint
CREATE INDEX event_by_position ON event (xid, seq);--> statement-breakpoint
CREATE INDEX event_of_subject ON event (workspace_id, subject_id, occurred_at, seq);--> statement-breakpoint
CREATE INDEX event_of_cause ON event (workspace_id, cause_id, seq) WHERE cause_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX event_of_behaviour ON event (workspace_id, subject_id, occurred_at) WHERE kind IN ('activity.logged', 'web.visited');--> statement-breakpoint
-- The journal and the live events that somebody missed are read of one workspace, in the order of the log: not by way of everybody else's events.
CREATE INDEX event_in_workspace ON event (workspace_id, xid, seq);--> statement-breakpoint
CREATE TABLE event_default PARTITION OF event DEFAULT;--> statement-breakpoint
CREATE FUNCTION event_partitions_ahead(months int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  first date;
  named text;
  low text;
  high text;
  stray boolean;
  made int := 0;
BEGIN
  FOR n IN 0..months LOOP
    first := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => n))::date;
    named := 'event_' || to_char(first, 'YYYY_MM');
    IF to_regclass(named) IS NOT NULL THEN
      CONTINUE;
    END IF;
    low := to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00';
    high := to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00';
    -- Written while the month had no partition: none can be made over them, so they are moved into it.
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM event_default WHERE recorded_at >= %L AND recorded_at < %L)', low, high) INTO stray;
    IF stray THEN
      LOCK TABLE event IN ACCESS EXCLUSIVE MODE;
      ALTER TABLE event DETACH PARTITION event_default;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF event FOR VALUES FROM (%L) TO (%L)', named, low, high);
    IF stray THEN
      EXECUTE format('INSERT INTO %I SELECT * FROM event_default WHERE recorded_at >= %L AND recorded_at < %L', named, low, high);
      EXECUTE format('DELETE FROM event_default WHERE recorded_at >= %L AND recorded_at < %L', low, high);
      ALTER TABLE event ATTACH PARTITION event_default DEFAULT;
    END IF;
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;--> statement-breakpoint
SELECT event_partitions_ahead(3);--> statement-breakpoint
CREATE FUNCTION event_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('event', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER event_announced AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION event_announce();--> statement-breakpoint
CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the event log is append-only';
END $$;--> statement-breakpoint
CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_is_append_only();--> statement-breakpoint
-- A log that was restored from a dump has the transaction numbers of the cluster it came from. Where those lie ahead of this cluster's own, readers that
-- go in the order (xid, seq) would wait for them for years, and pass over what is written now. So what came along is settled anew: all of it in one
-- transaction long past, in the order of its sequence numbers, which go on from where they were; and each cursor stands before the first event that its
-- consumer did not have. What a consumer had already may reach it again where transactions ran side by side; nothing is passed over.
CREATE FUNCTION event_settle_restored() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last_restored bigint;
  settled bigint := 0;
BEGIN
  LOCK TABLE event, relay_cursor IN ACCESS EXCLUSIVE MODE;
  -- The owner has no policy, and does not need one for as long as this transaction lasts.
  ALTER TABLE event NO FORCE ROW LEVEL SECURITY;
  SELECT max(seq) INTO last_restored FROM event WHERE xid >= pg_snapshot_xmax(pg_current_snapshot());
  IF last_restored IS NOT NULL THEN
    UPDATE relay_cursor c SET xid = '1', seq = coalesce(
      (SELECT min(e.seq) - 1 FROM event e WHERE e.seq <= last_restored AND (e.xid, e.seq) > (c.xid::xid8, c.seq)), last_restored);
    ALTER TABLE event DISABLE TRIGGER event_stays;
    UPDATE event SET xid = '1' WHERE seq <= last_restored;
    GET DIAGNOSTICS settled = ROW_COUNT;
    ALTER TABLE event ENABLE TRIGGER event_stays;
  END IF;
  -- A cursor ahead of an empty log, or of one whose newest events are gone.
  UPDATE relay_cursor SET xid = '1' WHERE xid::xid8 >= pg_snapshot_xmax(pg_current_snapshot());
  ALTER TABLE event FORCE ROW LEVEL SECURITY;
  RETURN settled;
END $$;

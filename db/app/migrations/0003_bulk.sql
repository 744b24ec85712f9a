CREATE TABLE "bulk_due" (
	"workspace_id" uuid NOT NULL,
	"bulk_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	CONSTRAINT "bulk_due_bulk_id_record_id_pk" PRIMARY KEY("bulk_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "bulk_fault" (
	"workspace_id" uuid NOT NULL,
	"bulk_id" uuid NOT NULL,
	"phase" text NOT NULL,
	"n" integer NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"code" text NOT NULL,
	"rule" text,
	"pointer" text,
	"message" text NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "bulk_fault_bulk_id_phase_n_pk" PRIMARY KEY("bulk_id","phase","n")
);
--> statement-breakpoint
CREATE TABLE "bulk" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"entity" text NOT NULL,
	"verb" text NOT NULL,
	"values" jsonb,
	"state" text NOT NULL,
	"total" integer NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"same" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"undo" jsonb,
	"failure" jsonb,
	"created_by" uuid,
	"asked_by" uuid,
	"started_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "bulk_by_created_at" ON "bulk" USING btree ("workspace_id","created_at");
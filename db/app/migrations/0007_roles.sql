CREATE TABLE "role" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text,
	"base" text NOT NULL,
	"grants" jsonb NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_version" (
	"workspace_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text,
	"grants" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone,
	"saved_by" text,
	CONSTRAINT "role_version_role_id_version_pk" PRIMARY KEY("role_id","version")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "role_by_key" ON "role" USING btree ("workspace_id","key");
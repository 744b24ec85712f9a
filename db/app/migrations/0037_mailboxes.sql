CREATE TABLE "mailbox_folder" (
	"workspace_id" uuid NOT NULL,
	"mailbox_id" uuid NOT NULL,
	"path" text NOT NULL,
	"role" text NOT NULL,
	"uid_validity" text NOT NULL,
	"last_uid" bigint NOT NULL,
	"back_uid" bigint NOT NULL,
	"left_over" integer DEFAULT 0 NOT NULL,
	"on_server" integer,
	"read" integer,
	"missing" integer,
	"checked_at" timestamp (3) with time zone,
	CONSTRAINT "mailbox_folder_mailbox_id_path_pk" PRIMARY KEY("mailbox_id","path")
);
--> statement-breakpoint
CREATE TABLE "mailbox_item" (
	"workspace_id" uuid NOT NULL,
	"mailbox_id" uuid NOT NULL,
	"path" text NOT NULL,
	"uid_validity" text NOT NULL,
	"uid" bigint NOT NULL,
	"what" text NOT NULL,
	"message_id" uuid,
	CONSTRAINT "mailbox_item_mailbox_id_path_uid_validity_uid_pk" PRIMARY KEY("mailbox_id","path","uid_validity","uid")
);
--> statement-breakpoint
CREATE TABLE "mailbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"aliases" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"policy" text NOT NULL,
	"member_id" uuid,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"security" text NOT NULL,
	"user_name" text NOT NULL,
	"secret" text,
	"paused" boolean DEFAULT false NOT NULL,
	"trouble" jsonb,
	"heard_at" timestamp (3) with time zone,
	"last_mail_at" timestamp (3) with time zone,
	"lag_seconds" double precision,
	"check_asked" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "mailbox_item_left_out" ON "mailbox_item" USING btree ("workspace_id","mailbox_id","what");--> statement-breakpoint
CREATE INDEX "mailbox_of_workspace" ON "mailbox" USING btree ("workspace_id","created_at");
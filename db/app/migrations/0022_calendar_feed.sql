CREATE TABLE "calendar_feed" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_read_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_feed_workspace_id_member_id_pk" PRIMARY KEY("workspace_id","member_id"),
	CONSTRAINT "calendar_feed_token_hash_unique" UNIQUE("token_hash")
);

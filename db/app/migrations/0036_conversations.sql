CREATE TABLE "conversation_presence" (
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"typing" boolean DEFAULT false NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "conversation_presence_conversation_id_member_id_pk" PRIMARY KEY("conversation_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"subject" text NOT NULL,
	"state" text NOT NULL,
	"snoozed_until" timestamp (3) with time zone,
	"assignee_id" uuid,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"channels" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mailbox_id" uuid,
	"private_of" uuid,
	"sender" text NOT NULL,
	"customer_id" uuid,
	"contact_id" uuid,
	"lead_id" uuid,
	"deal_id" uuid,
	"ticket_id" uuid,
	"token" text NOT NULL,
	"correspondent" jsonb,
	"messages" integer DEFAULT 0 NOT NULL,
	"last_message_at" timestamp (3) with time zone NOT NULL,
	"last_direction" text,
	"excerpt" text DEFAULT '' NOT NULL,
	"merged_into" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ignored_sender" (
	"workspace_id" uuid NOT NULL,
	"pattern" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ignored_sender_workspace_id_pattern_pk" PRIMARY KEY("workspace_id","pattern")
);
--> statement-breakpoint
CREATE TABLE "message_attachment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"content_id" text,
	"sha256" text NOT NULL,
	"blob_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_reference" (
	"workspace_id" uuid NOT NULL,
	"realm" uuid NOT NULL,
	"message_id" text NOT NULL,
	"conversation_id" uuid NOT NULL,
	CONSTRAINT "message_reference_workspace_id_realm_message_id_pk" PRIMARY KEY("workspace_id","realm","message_id")
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"direction" text NOT NULL,
	"author_id" uuid,
	"from" jsonb,
	"to" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"cc" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reply_to" text,
	"subject" text DEFAULT '' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"quoted" text,
	"html" text,
	"remote_images" integer DEFAULT 0 NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"automatic" boolean DEFAULT false NOT NULL,
	"stub" text,
	"meeting" jsonb,
	"realm" uuid NOT NULL,
	"message_id" text,
	"identity" text,
	"in_reply_to" text,
	"delivery_id" uuid,
	"source_key" text,
	"source_bytes" integer,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "participant" (
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"address" text NOT NULL,
	"name" text,
	"is_ours" boolean DEFAULT false NOT NULL,
	CONSTRAINT "participant_conversation_id_address_pk" PRIMARY KEY("conversation_id","address")
);
--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "conversation_id" uuid;--> statement-breakpoint
CREATE INDEX "conversation_by_time" ON "conversation" USING btree ("workspace_id","last_message_at","id") WHERE merged_into is null;--> statement-breakpoint
CREATE INDEX "conversation_of_assignee" ON "conversation" USING btree ("workspace_id","assignee_id","last_message_at");--> statement-breakpoint
CREATE INDEX "conversation_of_customer" ON "conversation" USING btree ("workspace_id","customer_id","last_message_at") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "conversation_of_contact" ON "conversation" USING btree ("workspace_id","contact_id","last_message_at") WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX "conversation_of_lead" ON "conversation" USING btree ("workspace_id","lead_id","last_message_at") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "conversation_of_deal" ON "conversation" USING btree ("workspace_id","deal_id","last_message_at") WHERE deal_id is not null;--> statement-breakpoint
CREATE INDEX "conversation_of_ticket" ON "conversation" USING btree ("workspace_id","ticket_id","last_message_at") WHERE ticket_id is not null;--> statement-breakpoint
CREATE INDEX "conversation_unknown" ON "conversation" USING btree ("workspace_id","last_message_at") WHERE sender = 'unknown' and merged_into is null;--> statement-breakpoint
CREATE UNIQUE INDEX "conversation_token" ON "conversation" USING btree ("workspace_id","token");--> statement-breakpoint
CREATE INDEX "message_attachment_of_message" ON "message_attachment" USING btree ("workspace_id","message_id");--> statement-breakpoint
CREATE INDEX "message_reference_of_conversation" ON "message_reference" USING btree ("workspace_id","conversation_id");--> statement-breakpoint
CREATE INDEX "message_of_conversation" ON "message" USING btree ("workspace_id","conversation_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_once" ON "message" USING btree ("workspace_id","realm","identity") WHERE identity is not null;--> statement-breakpoint
CREATE INDEX "message_of_delivery" ON "message" USING btree ("workspace_id","delivery_id") WHERE delivery_id is not null;--> statement-breakpoint
CREATE INDEX "message_search" ON "message" USING gin ("workspace_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "participant_by_address" ON "participant" USING btree ("workspace_id","address");
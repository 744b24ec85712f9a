CREATE TABLE "deal_split" (
	"workspace_id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"points" integer NOT NULL,
	"role" text,
	CONSTRAINT "deal_split_deal_id_member_id_pk" PRIMARY KEY("deal_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "split" text;--> statement-breakpoint
CREATE INDEX "deal_split_of_member" ON "deal_split" USING btree ("workspace_id","member_id");
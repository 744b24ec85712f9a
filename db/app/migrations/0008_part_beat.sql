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
CREATE INDEX "part_beat_by_part" ON "part_beat" USING btree ("part","seen_at");
CREATE TABLE "audit_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"class" text NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"person_id" uuid,
	"subject_type" text,
	"subject_id" uuid,
	"details" jsonb NOT NULL,
	"request_id" text,
	"event_id" uuid,
	"place" integer,
	"hash" text,
	"sealed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "audit_entry_by_time" ON "audit_entry" USING btree ("workspace_id","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_entry_of_class" ON "audit_entry" USING btree ("workspace_id","class","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_entry_of_person" ON "audit_entry" USING btree ("workspace_id","person_id","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_entry_of_subject" ON "audit_entry" USING btree ("workspace_id","subject_id","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entry_of_event" ON "audit_entry" USING btree ("workspace_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entry_sealed" ON "audit_entry" USING btree ("workspace_id","place");--> statement-breakpoint
CREATE INDEX "audit_entry_unsealed" ON "audit_entry" USING btree ("workspace_id","at","id") WHERE place is null;
--> statement-breakpoint
-- An entry is sealed once; nothing else of it ever changes.
CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.place IS NOT NULL OR (to_jsonb(NEW) - '{place,hash,sealed_at}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{place,hash,sealed_at}'::text[]) THEN
    RAISE EXCEPTION 'an entry of the audit does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_stays();

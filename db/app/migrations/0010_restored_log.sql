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

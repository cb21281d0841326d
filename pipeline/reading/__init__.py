"""Files to records: a folder comes in; its sources with positions, records and authored texts go out."""

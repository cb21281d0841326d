"""What people author, validated: unknown keys forbidden, every rule with its own message."""

import os

# What somebody installed beside this program must not change what a record is, and a search for it takes time.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"

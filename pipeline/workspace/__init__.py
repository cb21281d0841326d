"""What people start and keep a project with: new files, the schema, catalogs, the state of the machine."""

"""The ways by which an article reaches people. Each kind is a folder that can be copied."""

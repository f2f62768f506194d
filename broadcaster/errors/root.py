"""What every error of ours is."""

from __future__ import annotations


class BroadcasterError(Exception):
    """Có lỗi trong hệ thống phát thanh."""

    def __init__(self, **fields: object) -> None:
        """Keep the named fields and fill them into the class docstring."""
        self.fields = fields
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Give the Vietnamese sentence for the operator."""
        return " ".join((self.__doc__ or "").split()).format(**self.fields)

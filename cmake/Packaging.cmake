# Installs both programs and packs them as DEB and TGZ: scripts/package.sh.
if(NOT TARGET position-monitor)
    return()
endif()
include(GNUInstallDirs)

foreach(program position-monitor exchange-simulator)
    if(TARGET ${program})
        install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT programs)
    endif()
endforeach()
foreach(document README.md CHANGELOG.md LICENSE)
    if(EXISTS "${PROJECT_SOURCE_DIR}/${document}")
        install(FILES "${PROJECT_SOURCE_DIR}/${document}"
                DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/position-monitor" COMPONENT programs)
    endif()
endforeach()
if(UNIX AND NOT APPLE)
    set(lpm_packaging "${PROJECT_SOURCE_DIR}/packaging")
    set(lpm_icons "${CMAKE_INSTALL_DATADIR}/icons/hicolor")
    install(FILES "${lpm_packaging}/copyright"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/position-monitor" COMPONENT programs)
    install(FILES "${lpm_packaging}/position-monitor.desktop"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT programs)
    install(FILES "${lpm_packaging}/position-monitor.1" "${lpm_packaging}/exchange-simulator.1"
            DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT programs)
    install(FILES "${PROJECT_SOURCE_DIR}/resources/position-monitor.svg"
            DESTINATION "${lpm_icons}/scalable/apps" COMPONENT programs)
endif()

set(CPACK_PACKAGE_NAME "position-monitor")
set(CPACK_PACKAGE_VENDOR "Live Position Monitor")
set(CPACK_PACKAGE_CONTACT "Live Position Monitor <position-monitor@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
    "Follows the fills of Hyperliquid accounts, marks their positions to market and shows them in a
window, over REST and over a WebSocket, with an audit trail of every change.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_INSTALL_DIRECTORY "position-monitor")
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_COMPONENTS_ALL programs)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION "net")
set(CPACK_DEBIAN_PACKAGE_PRIORITY "optional")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so that no linker tells of them: Qt's SQLite driver, fonts, Qt's own words in
# other languages, the window on Wayland.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, libqt6sql6-sqlite")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core, qt6-translations-l10n, qt6-wayland")
include(CPack)

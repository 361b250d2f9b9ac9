# Every target of ours links lpm_options: one place for the language level, warnings and hardening.
add_library(lpm_options INTERFACE)
target_compile_features(lpm_options INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

option(LPM_WERROR "Treat warnings as errors" ON)
set(LPM_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address;undefined")

target_compile_definitions(lpm_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_URL_CAST_FROM_STRING
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)

if(MSVC)
    target_compile_options(lpm_options INTERFACE /W4 /permissive- /utf-8 /Zc:__cplusplus)
    if(LPM_WERROR)
        target_compile_options(lpm_options INTERFACE /WX)
    endif()
else()
    target_compile_options(lpm_options INTERFACE
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
        -fstack-protector-strong)
    if(LPM_WERROR)
        target_compile_options(lpm_options INTERFACE -Werror)
    endif()
    # When it optimizes, g++ 12 sees overlapping copies in std::string's operator+ and unset members
    # in the moves of std::variant and std::optional, where there are none. Debug builds, newer
    # compilers and clang keep both checks.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13
       AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
        target_compile_options(lpm_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
    endif()
    if(CMAKE_BUILD_TYPE STREQUAL "Release" AND UNIX AND NOT APPLE)
        target_compile_definitions(lpm_options INTERFACE _FORTIFY_SOURCE=2)
        target_compile_options(lpm_options INTERFACE -fstack-clash-protection)
        if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|i[3-6]86)$")
            target_compile_options(lpm_options INTERFACE -fcf-protection)
        endif()
        target_link_options(lpm_options INTERFACE -pie -Wl,-z,relro,-z,now)
    endif()
endif()

if(LPM_SANITIZE)
    list(JOIN LPM_SANITIZE "," lpm_sanitizers)
    target_compile_options(lpm_options INTERFACE
        -fsanitize=${lpm_sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(lpm_options INTERFACE -fsanitize=${lpm_sanitizers})
endif()

if(LPM_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "The fuzzers need clang: use the preset fuzz")
    endif()
    target_compile_options(lpm_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(LPM_CCACHE ccache)
if(LPM_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${LPM_CCACHE}")
endif()
